// Package v1beta1 stands in for FRR-K8s' types, whose module the module proxy does not have. MetalLB's
// controller is compiled with them and never uses them: only its speaker writes such objects.
package v1beta1

import (
	"encoding/json"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// AddToScheme makes the kinds known.
func AddToScheme(scheme *runtime.Scheme) error {
	version := schema.GroupVersion{Group: "frrk8s.metallb.io", Version: "v1beta1"}
	scheme.AddKnownTypes(version, &FRRConfiguration{}, &FRRConfigurationList{})
	metav1.AddToGroupVersion(scheme, version)
	return nil
}

type FRRConfiguration struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              FRRConfigurationSpec `json:"spec"`
}

type FRRConfigurationList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []FRRConfiguration `json:"items"`
}

type FRRConfigurationSpec struct {
	BGP          BGPConfig
	NodeSelector metav1.LabelSelector
}

type BGPConfig struct {
	Routers     []Router
	BFDProfiles []BFDProfile
}

type Router struct {
	ASN       uint32
	ID        string
	VRF       string
	Neighbors []Neighbor
	Prefixes  []string
}

type DynamicASNMode string

type Neighbor struct {
	Address, Interface                string
	ASN                               uint32
	DynamicASN                        DynamicASNMode
	Port                              *uint16
	HoldTime, KeepaliveTime           *metav1.Duration
	ConnectTime                       *metav1.Duration
	BFDProfile, Password              string
	PasswordSecret                    SecretReference
	EnableGracefulRestart             bool
	EBGPMultiHop                      bool
	DualStackAddressFamily, DisableMP bool
	ToAdvertise                       Advertise
}

type SecretReference struct{ Name, Namespace string }

type Advertise struct {
	Allowed                   AllowedOutPrefixes
	PrefixesWithLocalPref     []LocalPrefPrefixes
	PrefixesWithCommunity     []CommunityPrefixes
	PrefixesWithAsPathPrepend []AsPathPrependPrefixes
}

type AllowedOutPrefixes struct{ Prefixes []string }

type LocalPrefPrefixes struct {
	LocalPref uint32
	Prefixes  []string
}

type CommunityPrefixes struct {
	Community string
	Prefixes  []string
}

type AsPathPrependPrefixes struct {
	AsPathPrepend uint8
	Prefixes      []string
}

type BFDProfile struct {
	Name                                                                          string
	ReceiveInterval, TransmitInterval, DetectMultiplier, EchoInterval, MinimumTTL *uint32
	EchoMode, PassiveMode                                                         *bool
}

func (in *FRRConfigurationSpec) DeepCopyInto(out *FRRConfigurationSpec) { copyByJSON(in, out) }

func (in *FRRConfiguration) DeepCopy() *FRRConfiguration {
	out := new(FRRConfiguration)
	copyByJSON(in, out)
	return out
}

func (in *FRRConfiguration) DeepCopyObject() runtime.Object { return in.DeepCopy() }

func (in *FRRConfigurationList) DeepCopyObject() runtime.Object {
	out := new(FRRConfigurationList)
	copyByJSON(in, out)
	return out
}

func copyByJSON(in, out any) {
	text, err := json.Marshal(in)
	if err == nil {
		err = json.Unmarshal(text, out)
	}
	if err != nil {
		panic(err)
	}
}
